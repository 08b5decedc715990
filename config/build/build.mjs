// Builds server and console where there is no build yet or the sources are newer.
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
