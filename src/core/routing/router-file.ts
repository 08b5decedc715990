import type { Calibration, Threshold } from './calibration.js';
import type { Vocabulary } from './features.js';
import type { RoutingFigures } from './figures.js';
import type { Learned } from './training.js';

/** Raise it whenever the same text or the same cases may give another answer: an older model is then learned anew. */
export const ROUTER_ENGINE = 'huiyin-router/1';

/** A learned model as it is asked: weights feature by feature in sixteen bits, one scale per department. */
export interface Router {
  readonly departments: readonly string[];
  readonly counts: readonly number[];
  readonly vocabulary: Vocabulary;
  readonly telling: Float32Array;
  /** `weights[feature × departments + department] × scales[department]`. */
  readonly weights: Int16Array;
  readonly scales: readonly number[];
  readonly constants: readonly number[];
  readonly calibration: Calibration;
  readonly threshold: Threshold;
  readonly figures: RoutingFigures;
}

const MOST = 32_767;
const MAGIC = 'HYR1';

/** Rounds the weights to sixteen bits: a fraction of a ten-thousandth of the largest. */
export function routerOf({ departments, counts, vocabulary, telling, weights, calibration, threshold, figures }: Learned): Router {
  const features = vocabulary.hashes.length;
  const scales = weights.map((each) => each.subarray(0, features).reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / MOST);
  const rounded = new Int16Array(features * departments.length);
  weights.forEach((each, d) => {
    for (let i = 0; i < features; i += 1) rounded[i * departments.length + d] = Math.round(each[i]! / scales[d]!);
  });
  return { departments, counts, vocabulary, telling, weights: rounded, scales, constants: weights.map((each) => each[features]!), calibration, threshold, figures };
}

type Head = Omit<Router, 'vocabulary' | 'telling' | 'weights'> & { readonly engine: string; readonly features: number };

/** The model as bytes: a head in JSON, then hashes, rarities, tellings and weights, little-endian. The same model gives the same bytes. */
export function writeRouter(router: Router): Buffer {
  const { vocabulary, telling, weights, ...facts } = router;
  const head: Head = { engine: ROUTER_ENGINE, features: vocabulary.hashes.length, ...facts };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([Buffer.from(MAGIC), length, text, bytesOf(vocabulary.hashes), bytesOf(vocabulary.rarity), bytesOf(telling), bytesOf(weights)]);
}

/** @throws RangeError for bytes of another engine or none of ours */
export function readRouter(bytes: Uint8Array): Router {
  const given = Buffer.from(bytes);
  if (given.subarray(0, MAGIC.length).toString() !== MAGIC) throw new RangeError('Not a routing model');
  const body = given.subarray(MAGIC.length);
  const start = 4 + body.readUInt32LE(0);
  const { engine, features, ...facts } = JSON.parse(body.subarray(4, start).toString()) as Head;
  if (engine !== ROUTER_ENGINE) throw new RangeError(`A routing model of another engine: ${engine}`);
  const slice = (from: number, length: number): ArrayBuffer => Uint8Array.from(body.subarray(from, from + length)).buffer;
  const weights = features * facts.departments.length;
  return {
    ...facts,
    vocabulary: { hashes: new Uint32Array(slice(start, features * 4)), rarity: new Float32Array(slice(start + features * 4, features * 4)) },
    telling: new Float32Array(slice(start + features * 8, features * 4)),
    weights: new Int16Array(slice(start + features * 12, weights * 2)),
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array | Int16Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);
