/** A passkey holder in software: a key pair (ES256) that answers as a browser hands the answers of a device on. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Asked {
  readonly challenge: string;
  readonly origin: string;
  /** Whether its owner showed a finger, face or PIN. */
  readonly isVerified?: boolean;
}

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
const coordinate = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');

export function anAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rawId = randomBytes(16);
  const id = rawId.toString('base64url');
  let counter = 0;

  function clientData(type: string, { challenge, origin }: Asked): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  function authenticatorData({ origin, isVerified = true }: Asked, attested?: Buffer): Buffer {
    const flags = 1 | (isVerified ? 4 : 0) | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE((counter += 1));
    const host = sha256(new URL(origin).hostname);
    return Buffer.concat([host, Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  }

  /** CBOR, RFC 8949, of exactly what WebAuthn wants to see. */
  function attestation(data: Buffer): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(data.length);
    const head = Buffer.from('\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59', 'latin1');
    return Buffer.concat([head, length, data]);
  }

  function coseKey(): Buffer {
    const { x, y } = publicKey.export({ format: 'jwk' });
    const [head, middle] = [Buffer.from('a5010203262001215820', 'hex'), Buffer.from('225820', 'hex')];
    return Buffer.concat([head, coordinate(x), middle, coordinate(y)]);
  }

  const answer = (response: Record<string, Buffer>): string =>
    JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: Object.fromEntries(
        Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')]),
      ),
    });

  return {
    id,
    create(asked: Asked): string {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, coseKey()]);
      return answer({
        clientDataJSON: clientData('webauthn.create', asked),
        attestationObject: attestation(authenticatorData(asked, attested)),
      });
    },
    get(asked: Asked): string {
      const client = clientData('webauthn.get', asked);
      const data = authenticatorData(asked);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return answer({ clientDataJSON: client, authenticatorData: data, signature });
    },
  };
}
