import { Refusal } from '../core/refusal.js';
import { sameSecret, type Secrets } from '../base/secrets.js';
import type { Settings } from '../base/settings.js';
import { OPTIONAL_NOTICES, type OptionalNotice } from '../identity/identity.entities.js';
import type { Identity } from '../identity/identity.service.js';
import type { Notice } from './notice.entities.js';

export const UNSUBSCRIBE_PATH = '/public/notices/off';

/** What a link in an optional mail stands for: this person, this sort of mail, nothing else. */
interface Wish {
  readonly userId: string;
  readonly notice: OptionalNotice;
}

const optional = (template: string): OptionalNotice | undefined => OPTIONAL_NOTICES.find((each) => each === template);

/** 退订: an optional mail is switched off by the link it carries, signed with the installation’s key and good without a sign-in (RFC 8058). */
export class Unsubscribing {
  constructor(
    private readonly secrets: Secrets,
    private readonly identity: Identity,
    private readonly settings: Settings,
  ) {}

  /** Null for what must be known. */
  linkFor({ userId, template }: Pick<Notice, 'userId' | 'template'>): string | null {
    const notice = optional(template);
    return notice === undefined ? null : `${this.settings.publicUrl}${UNSUBSCRIBE_PATH}?link=${userId}.${notice}.${this.signatureOf({ userId, notice })}`;
  }

  /** @throws Refusal `not_found` for a link that is not ours */
  read(link: string): Wish {
    const [userId = '', template = '', signature = ''] = link.split('.');
    const notice = optional(template);
    if (notice === undefined || !sameSecret(signature, this.signatureOf({ userId, notice }))) throw new Refusal('not_found', { link: 'unsubscribe' });
    return { userId, notice };
  }

  /** Twice changes nothing more. @throws Refusal `not_found` */
  async switchOff(link: string): Promise<OptionalNotice> {
    const { userId, notice } = this.read(link);
    await this.identity.switchOff(userId, notice);
    return notice;
  }

  private signatureOf({ userId, notice }: Wish): string {
    return this.secrets.digest(`unsubscribe:${userId}:${notice}`);
  }
}
