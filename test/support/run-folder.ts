/** A folder of this run that all workers share: made by `start-servers`, removed by `stop-servers`. */
const VARIABLE = 'HUIYIN_TEST_FOLDER';

export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (!folder) throw new Error('The folder of the run is made by start-servers, which jest calls before the first test');
  return folder;
}
