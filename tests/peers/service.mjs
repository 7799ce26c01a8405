// Another service of the city, speaking OpenID Connect by npm's openid-client.
//
//   node service.mjs <issuer> <client-id> <secret> <redirect-uri>
// takes one JSON command a line, answers with one JSON a line.
import { createInterface } from "node:readline";
import * as oidc from "openid-client";

const [issuer, id, secret, redirectUri] = process.argv.slice(2);
const config = await oidc.discovery(new URL(issuer), id, secret, undefined, { execute: [oidc.allowInsecureRequests] });
let begun, tokens, spent;

const COMMANDS = {
  async begin({ scope, ...more }) {
    begun = { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
    return oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.pkceCodeVerifier),
      code_challenge_method: "S256",
      state: begun.expectedState,
      nonce: begun.expectedNonce,
      ...more,
    }).href;
  },
  async finish({ address, verifier }) {
    const checks = { ...begun, ...(verifier && { pkceCodeVerifier: verifier }) };
    tokens = await oidc.authorizationCodeGrant(config, new URL(address), checks);
    return { claims: tokens.claims(), scope: tokens.scope };
  },
  userinfo: () => oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? oidc.skipSubjectCheck),
  async refresh({ scope, again }) {
    const claims = tokens.claims();
    const shown = again ? spent : tokens.refresh_token;
    tokens = { ...(await oidc.refreshTokenGrant(config, shown, scope && { scope })), claims: () => claims };
    spent = shown;
    return { scope: tokens.scope };
  },
  async revoke({ which }) {
    await oidc.tokenRevocation(config, tokens[which]);
    return "revoked";
  },
  metadata: () => config.serverMetadata(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...input } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: await COMMANDS[command](input) };
  } catch (error) {
    answer = { error: error.error ?? error.cause?.error ?? error.code ?? error.message, status: error.status ?? error.cause?.status };
  }
  console.log(JSON.stringify(answer));
}
