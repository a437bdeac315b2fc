import {RE2JS} from 're2js';
import {re2Compiler} from '../../src/mesh';

/** RE2 in JavaScript as the engine asks for it. */
export const re2 = re2Compiler(RE2JS);
