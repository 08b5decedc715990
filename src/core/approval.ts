/** What an approval 签名 is bound to: everything that will go out, word for word. */
import { canonicalJson, sha256Hex } from './canonical.js';

/** The copies of a reply as they would leave the office. An attachment is named by its content. */
export interface Copies {
  readonly toCitizen: string;
  readonly toSuperior: string | null;
  /** The redacted copies for the public page: of the message and of the reply. */
  readonly publicMessage: string;
  readonly publicReply: string;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly sha256: string }[];
}

/**
 * The hash a signature names: SHA-256 of the canonical JSON of the copies, 64 hexadecimal digits. Any edit of any of
 * them, the order of the attachments included, gives another hash, and the signature is void.
 * Source: 国办发〔2018〕123号 四（二） 先审后发: what goes out is what was approved.
 * Example: a reply with one more full stop has another hash.
 */
export function copyHashOf({ toCitizen, toSuperior, publicMessage, publicReply, attachments }: Copies): string {
  return sha256Hex(
    canonicalJson({
      toCitizen, toSuperior, publicMessage, publicReply,
      attachments: attachments.map(({ name, mediaType, sha256 }) => ({ name, mediaType, sha256 })),
    }),
  );
}
