import type {SignatureVerifier} from '../../../mesh';

/** Signatures of tokens, looked at by the browser itself (https://www.w3.org/TR/WebCryptoAPI/). */

interface Algorithm {
  import: RsaHashedImportParams | EcKeyImportParams;
  verify: AlgorithmIdentifier | EcdsaParams | RsaPssParams;
}

function algorithmOf(name: string): Algorithm | null {
  const [, family, bits = ''] = /^(RS|PS|ES)(256|384|512)$/.exec(name) ?? [];
  const hash = `SHA-${bits}`;
  switch (family) {
    case 'RS':
      return {import: {name: 'RSASSA-PKCS1-v1_5', hash}, verify: 'RSASSA-PKCS1-v1_5'};
    case 'PS':
      return {
        import: {name: 'RSA-PSS', hash},
        verify: {name: 'RSA-PSS', saltLength: Number(bits) / 8},
      };
    case 'ES':
      return {
        import: {name: 'ECDSA', namedCurve: bits === '512' ? 'P-521' : `P-${bits}`},
        verify: {name: 'ECDSA', hash},
      };
    default:
      return null;
  }
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), letter =>
    letter.charCodeAt(0),
  );

export const browserVerifier: SignatureVerifier = async (token, key, name) => {
  const algorithm = algorithmOf(name);
  const [head, payload, signature] = token.split('.');
  if (!algorithm || signature === undefined) return false;
  const {kty, n, e, crv, x, y} = key;
  const imported = await crypto.subtle.importKey(
    'jwk',
    // Only the key itself: a `use` of the set must not forbid looking.
    {kty, n, e, crv, x, y} as JsonWebKey,
    algorithm.import,
    false,
    ['verify'],
  );
  return crypto.subtle.verify(
    algorithm.verify,
    imported,
    bytesOf(signature),
    new TextEncoder().encode(`${head}.${payload}`),
  );
};
