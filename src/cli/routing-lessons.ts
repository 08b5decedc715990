import { createReadStream } from 'node:fs';
import { routerOf, type Router } from '../core/routing/router-file.js';
import { train, type Example } from '../core/routing/training.js';
import { linesOf } from '../base/lines.js';
import { Unusable, type Desk } from './desk.js';

/** Fields by which lines say that they belong together: one matter, one writer. Held back together when the model is measured. */
const TOGETHER = ['group', 'user'] as const;

/**
 * A model learned from a file of past assignments, one a line: `{subject?, detail, label}`. How it was learned and how good
 * it is on held-back lines goes to standard error.
 * @throws Unusable naming the first line that cannot be used, or where there is nothing to tell apart
 */
export async function routerFrom(desk: Desk, file: string): Promise<Router> {
  const examples: Example[] = [];
  for await (const { number, text, cut } of linesOf(createReadStream(desk.file(file)))) {
    if (text.trim() !== '') examples.push(exampleIn(text, cut, number, file));
  }
  if (new Set(examples.map(({ department }) => department)).size < 2) {
    throw new Unusable(`${file} 中至少要有两个部门的派单。`, `${file} must hold assignments to at least two departments.`);
  }
  const router = routerOf(train(examples));
  const { departments: _departments, ...figures } = router.figures;
  desk.remark(JSON.stringify({ trainedOn: examples.length, departments: router.departments.length, heldBack: figures, threshold: router.threshold.confidence }));
  return router;
}

function exampleIn(text: string, cut: boolean, line: number, file: string): Example {
  const given = cut ? undefined : objectIn(text);
  const { subject, detail, label } = given ?? {};
  if (typeof detail !== 'string' || typeof label !== 'string' || label === '') {
    throw new Unusable(
      `${file} 第 ${line} 行应为 {"detail": 文字, "label": 部门, "subject": 可缺}。`,
      `Line ${line} of ${file} should be {"detail": a text, "label": a department, "subject": may be left out}.`,
    );
  }
  const together = TOGETHER.flatMap((field) => (typeof given![field] === 'string' ? [`${field}:${given![field]}`] : []));
  return { department: label, detail, ...(typeof subject === 'string' && { subject }), ...(together.length > 0 && { together }) };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
