import { calibrate, probabilities, thresholdFor, type Calibration, type Held, type Outcome, type Threshold } from './calibration.js';
import { countFeatures, vectorOf, vocabularyOf, weighed, type Vector, type Vocabulary } from './features.js';
import { figuresOf, type RoutingFigures } from './figures.js';
import { groupsOf, partOf } from './grouping.js';
import { wordsOf, type Letter } from './letter-words.js';
import { scoreOf, separate, type Lesson, type Weights } from './linear.js';
import { tellingOf } from './telling.js';

/** A confirmed assignment to learn from. */
export interface Example extends Letter {
  /** Who answered for it; `null`: known only by who did not. */
  readonly department: string | null;
  /** Departments that gave it back with a reason. */
  readonly returnedBy?: readonly string[] | undefined;
  /** Cases that belong together (one writer, one matter) share a key; near-duplicates are found by themselves. */
  readonly together?: readonly string[] | undefined;
}

/** How it is learned. Numbers with what they were chosen by: grouped cross-validation on public letters. */
export interface TrainingOptions {
  readonly parts: number;
  readonly fewestMessages: number;
  readonly cost: number;
  /** A case that was given back teaches more than one that never came. */
  readonly returnedCost: number;
  readonly precision: number;
}

export const TRAINING: TrainingOptions = { parts: 5, fewestMessages: 3, cost: 1.5, returnedCost: 3, precision: 0.97 };
const TOLERANCE = 0.1;
const MOST_ROUNDS = 60;

/** What was learned; `weights` by department in the order of `departments`. */
export interface Learned {
  readonly departments: readonly string[];
  /** Cases learned from, by department. */
  readonly counts: readonly number[];
  readonly vocabulary: Vocabulary;
  /** How much each feature tells departments apart. */
  readonly telling: Float32Array;
  readonly weights: readonly Weights[];
  readonly calibration: Calibration;
  readonly threshold: Threshold;
  /** On messages that were held back in turn, near-duplicates and one writer's messages together. */
  readonly figures: RoutingFigures;
}

/** Said after every part of the work; whoever trains beside other work may stop it by throwing. */
export type Progress = (done: number, of: number) => void;

/**
 * Learns which department answers for what. Deterministic: the same examples in the same order give the same model.
 * @throws RangeError with fewer than two departments
 */
export function train(examples: readonly Example[], options: TrainingOptions = TRAINING, progress: Progress = () => undefined): Learned {
  const departments = [...new Set(examples.flatMap(({ department }) => department ?? []))].sort();
  if (departments.length < 2) throw new RangeError('Cases of at least two departments are needed to learn from');
  const counted = examples.map((example) => countFeatures(wordsOf(example)));
  const vocabulary = vocabularyOf(counted, options.fewestMessages);
  const vectors = counted.map((each) => vectorOf(each, vocabulary));
  const groups = groupsOf(examples.map(({ subject, detail }) => `${subject ?? ''} ${detail}`), examples.map(({ together }) => together ?? []));
  const parts = Array.from(groups, (group) => partOf(String(group), options.parts));
  const material: Material = { examples, vectors, departments, features: vocabulary.hashes.length, options };
  const steps = options.parts + 1;
  const held: Held[] = [];
  for (let part = 0; part < options.parts; part += 1) {
    const { weights, telling } = learn(material, (i) => parts[i] !== part);
    examples.forEach(({ department }, i) => {
      if (parts[i] !== part || department === null) return;
      const vector = weighed(vectors[i]!, telling);
      held.push({ right: departments.indexOf(department), scores: weights.map((each) => scoreOf(each, vector)) });
    });
    progress(part + 1, steps);
  }
  const { weights, telling } = learn(material, () => true);
  progress(steps, steps);
  const calibration = calibrate(held, departments.length);
  const said = held.map(({ scores, right }) => ({ said: probabilities(scores, calibration), right }));
  const threshold = thresholdFor(said.map(outcomeOf), options.precision);
  return {
    departments, vocabulary, telling, weights, calibration, threshold, figures: figuresOf(said, departments, threshold),
    counts: departments.map((code) => examples.filter(({ department }) => department === code).length),
  };
}

const outcomeOf = ({ said, right }: { said: readonly number[]; right: number }): Outcome => {
  const confidence = Math.max(...said);
  return { confidence, right: said.indexOf(confidence) === right };
};

interface Material {
  readonly examples: readonly Example[];
  readonly vectors: readonly Vector[];
  readonly departments: readonly string[];
  readonly features: number;
  readonly options: TrainingOptions;
}

/** One separation per department: its own cases against all others; what it gave back counts more. */
function learn({ examples, vectors, departments, features, options }: Material, chosen: (i: number) => boolean): Pick<Learned, 'weights' | 'telling'> {
  const owners = Int32Array.from(examples, ({ department }, i) => (chosen(i) && department !== null ? departments.indexOf(department) : -1));
  const telling = tellingOf(vectors, owners, departments.length, features);
  const scaled = vectors.map((vector, i) => (chosen(i) ? weighed(vector, telling) : vector));
  const weights = departments.map((code) => {
    const lessons = examples.flatMap(({ department, returnedBy }, i): Lesson[] => {
      const returned = returnedBy?.includes(code) ?? false;
      if (!chosen(i) || (department === null && !returned)) return [];
      return [{ vector: scaled[i]!, belongs: department === code, cost: returned && department !== code ? options.returnedCost : 1 }];
    });
    return separate(lessons, features, { cost: options.cost, tolerance: TOLERANCE, mostRounds: MOST_ROUNDS });
  });
  return { weights, telling };
}
