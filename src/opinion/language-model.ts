import type { Courier } from '../base/courier.js';
import type { LanguageModelSettings } from '../base/settings.js';

/** What a model said, or a sentence on why it said nothing. */
export type Said = { readonly text: string } | { readonly failure: string };

/** The port: something that reads a system text and data, and answers with text. Whatever it answers is not believed here. */
export interface LanguageModel {
  readonly name: string;
  ask(system: string, data: unknown): Promise<Said>;
}

const LONGEST_ANSWER = 2000;

/** A model behind an OpenAI-compatible address (`POST …/chat/completions`). Never throws: a failure is a sentence. */
export class ChatModel implements LanguageModel {
  readonly name: string;

  constructor(
    private readonly settings: LanguageModelSettings,
    private readonly courier: Courier,
  ) {
    this.name = settings.name;
  }

  async ask(system: string, data: unknown): Promise<Said> {
    const { url, key, seconds, name } = this.settings;
    const body = JSON.stringify({
      model: name, temperature: 0, max_tokens: LONGEST_ANSWER, response_format: { type: 'json_object' },
      messages: [{ role: 'system', content: system }, { role: 'user', content: JSON.stringify({ data }) }],
    });
    const { status, error, body: answer } = await this.courier.ask(`${url}/chat/completions`, {
      method: 'POST', body, timeoutMs: seconds * 1000,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    });
    if (status === null) return { failure: error === 'timed out' ? `模型在 ${seconds} 秒内没有答复 / the model did not answer within ${seconds} s` : `没有连上模型 / the model could not be reached` };
    if (status !== 200) return { failure: `模型答复 HTTP ${status} / the model answered HTTP ${status}` };
    return contentIn(answer);
  }
}

function contentIn(answer: string): Said {
  try {
    const value = JSON.parse(answer) as { choices?: { message?: { content?: unknown } }[] };
    const content = value.choices?.[0]?.message?.content;
    return typeof content === 'string' ? { text: content } : { failure: '模型的答复没有内容 / the answer of the model is empty' };
  } catch {
    return { failure: '模型的答复不是 JSON / the answer of the model is not JSON' };
  }
}
