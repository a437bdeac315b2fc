import {readFileSync} from 'node:fs';
import path from 'node:path';
import {findUnknown, type CommandTree} from './commands';

/** `node stand-in.js <tool> <arguments…>`: refuses what the real tool would not understand. */
const [, program = '', tool = '', ...argv] = process.argv;
const trees = JSON.parse(
  readFileSync(path.join(path.dirname(program), 'trees.json'), 'utf8'),
) as CommandTree[];
const tree = trees.find(candidate => candidate.tool === tool);
const unknown = tree ? findUnknown(tree, argv) : [];
if (unknown.length > 0) {
  console.error(`Error: ${unknown.join('; ')}`);
  process.exitCode = 64;
}
