// An OpenID Connect provider (npm's oidc-provider) that signs in whom the test names, and lies where the test asks it to.
//
//   node provider.mjs <redirect-uri>   prints its issuer and waits; POST /test {account, claims, lie} prepares the next sign-in
import http from "node:http";
import * as jose from "jose";
import { Provider } from "oidc-provider";

const [redirectUri] = process.argv.slice(2);
const { privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
const stranger = await jose.generateKeyPair("RS256");
const key = { ...(await jose.exportJWK(privateKey)), kid: "probe", alg: "RS256", use: "sig" };
const now = () => Math.floor(Date.now() / 1000);
let next = { account: "max", claims: {}, lie: "" };

const server = http.createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: "rathaus", client_secret: "secret", redirect_uris: [redirectUri] }],
  jwks: { keys: [key] },
  cookies: { keys: ["only for tests"] },
  claims: { openid: ["sub", "acr"], profile: ["given_name", "family_name", "name"], email: ["email", "email_verified"], address: ["address"] },
  acrValues: ["hoch", "normal"],
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, ...next.claims }) }),
});

async function signIn(request, response) {
  const { params, session, grantId } = await provider.interactionDetails(request, response);
  if (next.lie === "denied") return finish(request, response, { error: "access_denied" });
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: next.account, clientId: params.client_id });
  grant.addOIDCScope("openid profile email address");
  finish(request, response, { login: { accountId: next.account, acr: next.claims.acr }, consent: { grantId: await grant.save() } });
}
const finish = (request, response, result) => provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });

// --- Lies: what comes out of the provider is changed on its way ---

const sign = (claims, by = privateKey, kid = "probe") => new jose.SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(by);
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const TOKEN_LIES = {
  nonce: (claims) => sign({ ...claims, nonce: "somebody else's" }),
  no_nonce: ({ nonce, ...claims }) => sign(claims),
  audience: (claims) => sign({ ...claims, aud: "another-service" }),
  party: (claims) => sign({ ...claims, aud: ["rathaus", "another-service"], azp: "another-service" }),
  issuer: (claims) => sign({ ...claims, iss: "https://elsewhere.example" }),
  expired: (claims) => sign({ ...claims, iat: now() - 7200, exp: now() - 3600 }),
  no_expiry: ({ exp, ...claims }) => sign(claims),
  signature: (claims) => sign(claims, stranger.privateKey),
  unknown_key: (claims) => sign(claims, stranger.privateKey, "stranger"),
  unsigned: (claims) => `${part({ alg: "none", kid: "probe" })}.${part(claims)}.`,
  public_key_as_secret: (claims) =>
    new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "probe" }).sign(new TextEncoder().encode(key.n)),
  no_id_token: () => undefined,
};
const PAGE_LIES = {
  down: (path, response) => response.writeHead(503).end("no"),
  html: (path, response) => response.end("<h1>Willkommen</h1>"),
  huge: (path, response) => response.end("x".repeat(2_000_000)),
  moved: (path, response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
  renamed: (path, response) => response.end(JSON.stringify({ issuer: "https://elsewhere.example" })),
};

async function told(answer, path) {
  if (path === "/token" && TOKEN_LIES[next.lie] && answer.id_token)
    return { ...answer, id_token: await TOKEN_LIES[next.lie](jose.decodeJwt(answer.id_token)) };
  if (path === "/me" && next.lie === "subject") return { ...answer, sub: "somebody-else" };
  return answer;
}

server.on("request", async (request, response) => {
  const path = request.url.split("?")[0];
  if (path === "/test") {
    let body = "";
    for await (const piece of request) body += piece;
    next = JSON.parse(body);
    return response.end();
  }
  if (path.startsWith("/interaction/")) return signIn(request, response);
  if (path.startsWith("/.well-known") && PAGE_LIES[next.lie]) return PAGE_LIES[next.lie](path, response);
  if ((path === "/token" || path === "/me") && next.lie) {
    const end = response.end.bind(response);
    response.end = async (body) => {
      const changed = JSON.stringify(await told(JSON.parse(body), path));
      response.setHeader("content-length", Buffer.byteLength(changed));
      end(changed);
    };
  }
  provider.callback()(request, response);
});
console.log(issuer);
