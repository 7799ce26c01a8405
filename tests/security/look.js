// Everything on the page that is a program, or comes from elsewhere, though nobody has clicked on it yet.
() => {
  const found = [...window.reports];
  const targets = /^(href|src|action|formaction|xlink:href|data)$/;
  const programs = 'iframe, object, embed, base, style, meta[http-equiv], script:not([src]):not([type="application/json"])';
  for (const element of document.querySelectorAll("*")) {
    const shown = element.outerHTML.slice(0, 200);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "style") found.push(`${name}: ${shown}`);
      if (targets.test(name) && /^[\s\x00-\x1f]*(javascript|vbscript|data:(?!image))/i.test(value)) found.push(shown);
    }
    if (element.matches(programs)) found.push(shown);
    const address = element.matches("script[src], link[href], img[src]") && new URL(element.src || element.href);
    if (address && address.origin !== location.origin && address.protocol !== "data:") found.push(shown);
  }
  return found;
};
