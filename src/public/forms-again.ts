import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PROBLEMS } from '../base/problems.js';
import { CitizenPages, type CitizenFormName, type ShownPage } from '../casefile/citizen-pages.js';
import { Refusal } from '../core/refusal.js';
import { Directory } from '../registry/directory.js';
import { Lookups } from './lookup.service.js';
import { pageHeaders, type View } from './page.js';
import { casePage, problemPage } from './pages.js';
import { troubleOf } from './trouble.js';
import { addresseesOf, writePage } from './write-pages.js';

/** A form that was not taken, with what was typed into it; whose code was wrong is told so and nothing of the case. */
@Injectable()
export class FormsAgain extends CitizenPages {
  constructor(
    private readonly directory: Directory,
    private readonly lookups: Lookups,
  ) {
    super();
  }

  override async again(form: CitizenFormName, fields: Readonly<Record<string, unknown>>, refusal: Refusal): Promise<ShownPage> {
    const view: View = { language: fields['lang'] === 'en' ? 'en' : 'zh', large: fields['large'] === '1' };
    try {
      return shown(view, refusal, await this.render(view, form, fields, refusal));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return shown(view, error, problemPage(view, error.code));
    }
  }

  private async render(view: View, form: CitizenFormName, fields: Readonly<Record<string, unknown>>, refusal: Refusal): Promise<string> {
    const trouble = troubleOf(fields, refusal);
    // A wrong code is counted once, and opens nothing.
    if (refusal.code === 'wrong_code') throw refusal;
    if (form === 'write') {
      const once = /^[0-9a-f]{32}$/.test(trouble.typed('once')) ? trouble.typed('once') : randomBytes(16).toString('hex');
      return writePage(view, addresseesOf(await this.directory.refresh()), once, trouble);
    }
    const code = { caseNumber: trouble.typed('caseNumber'), queryCode: trouble.typed('queryCode') };
    return casePage(view, await this.lookups.look(code.caseNumber, code.queryCode), code, { form, trouble });
  }
}

const shown = (view: View, { code }: Refusal, text: string): ShownPage => ({ status: PROBLEMS[code].status, headers: pageHeaders(view), text });
