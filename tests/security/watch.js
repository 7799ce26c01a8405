// What our policy forbids on this page; runs before anything else.
window.reports = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.reports.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`),
);
