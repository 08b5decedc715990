import { Command, CommanderError } from 'commander';
import { ConfigFault } from '../base/policy.js';
import { sentenceOf } from '../base/problems.js';
import { SettingFault } from '../base/settings.js';
import { Refusal } from '../core/refusal.js';
import { TimeRefusal } from '../core/time/refusal.js';
import { FAULTS, OK, Unusable, UNUSABLE, type Desk, type Verb } from './desk.js';

/** What the command line’s library says, in the reader’s language; its own English sentence follows. */
const SAID: Record<string, string> = {
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.missingArgument': '缺少参数',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.excessArguments': '参数过多',
  'commander.invalidArgument': '参数无法使用',
};
/** Asked for, and no error: help and version. */
const ASKED = new Set(['commander.helpDisplayed', 'commander.version']);

/** Runs one command; returns its exit status. Sentences go to standard error, answers to standard output. */
export async function run(verbs: readonly Verb[], desk: Desk, words: readonly string[]): Promise<number> {
  const program = new Command('huiyin').description('回音 Huiyin');
  furnish(program, desk);
  for (const add of verbs) add(program, desk);
  for (const each of everyCommand(program)) furnish(each, desk);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return desk.status;
  } catch (error) {
    return refused(error, desk);
  }
}

const everyCommand = (command: Command): Command[] => command.commands.flatMap((each) => [each, ...everyCommand(each)]);

/** The library’s own printing and exiting is turned off; errors are said once, by us. */
const furnish = (command: Command, desk: Desk): Command =>
  command.exitOverride().configureOutput({
    writeOut: (text) => void desk.streams.output.write(text),
    writeErr: (text) => void desk.streams.errors.write(text),
    outputError: () => undefined,
  });

function refused(error: unknown, desk: Desk): number {
  if (error instanceof CommanderError) {
    if (ASKED.has(error.code)) return OK;
    // Called without a verb: the help has been written already.
    if (error.code !== 'commander.help') desk.remark(`${SAID[error.code] ?? '命令无法使用'}。用 --help 查看用法。\n${error.message}. See --help.`);
    return UNUSABLE;
  }
  if (error instanceof Unusable || error instanceof SettingFault || error instanceof ConfigFault) {
    desk.remark(error.message);
    return UNUSABLE;
  }
  if (error instanceof TimeRefusal) {
    desk.remark(`${error.zh}\n${error.en}`);
    return UNUSABLE;
  }
  if (error instanceof Refusal) {
    desk.remark(`${sentenceOf(error.code, error.facts)}${factsOf(error)}\n${sentenceOf(error.code, error.facts, 'en')}${factsOf(error)}`);
    return UNUSABLE;
  }
  // The reader of a pipe has gone: nothing more to say to anybody.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return FAULTS;
  desk.remark((error as Error).stack ?? String(error));
  return FAULTS;
}

const factsOf = ({ facts }: Refusal): string => {
  const { say: _say, ...others } = facts;
  return Object.keys(others).length > 0 ? ` ${JSON.stringify(others)}` : '';
};
