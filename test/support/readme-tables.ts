/** The parts of the README that are printed from the code; a test compares them, and writes them when told to. */
import { ACTS, actRow, type Way } from '../../src/core/lifecycle.js';
import { ALL_STATES, BEFORE_ANSWER, OPEN_STATES, PARTIES, type State } from '../../src/core/vocabulary.js';

const GROUPS: readonly { name: string; states: readonly State[] }[] = [
  { name: 'any', states: ALL_STATES },
  { name: 'any open', states: OPEN_STATES },
  { name: 'any open before answered', states: BEFORE_ANSWER },
];

const fromOf = (way: Way): string =>
  GROUPS.find(({ states }) => states.length === way.from.length && states.every((state) => way.from.includes(state)))?.name ?? way.from.join(', ');

/** An ending closes all but two clocks; listing sixteen names would hide that. */
const clocksOf = (way: Way): string => (way.clocks.length > 10 ? '- all but hand_over and instruction' : way.clocks.join(' '));

const wayOf = (way: Way): string => `${fromOf(way)} → ${way.to}${way.when ? ` (${way.when})` : ''}`;

export function lifecycleTable(): string {
  const rows = ACTS.map((act) => {
    const { zh, who, ways } = actRow(act);
    const clocks = [...new Set(ways.map(clocksOf))].filter(Boolean).join(' · ') || '–';
    const parties = who.length === Object.keys(PARTIES).length ? 'anybody' : who.join(', ');
    return `| ${act} ${zh} | ${ways.map(wayOf).join('<br>')} | ${parties} | ${clocks} |`;
  });
  return ['| act | from → to | who | clocks |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** README with the section between `<!-- name -->` and `<!-- /name -->` replaced. */
export const withSection = (readme: string, name: string, text: string): string =>
  readme.replace(new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`), `$1${text}\n$2`);
