/** Subcommands and flags of a tool, as scripts/command-trees read them from its own source. */
export interface CommandTree {
  tool: string;
  module: string;
  version: string;
  root: Command;
}

interface Flag {
  short?: string;
  /** Takes no value unless one is joined with `=`. */
  switch?: boolean;
}

interface Command {
  aliases?: string[];
  flags?: Record<string, Flag>;
  /** Known to this command and to all below it. */
  persistent?: Record<string, Flag>;
  commands?: Record<string, Command>;
}

/** What the tool itself would refuse before it does anything: an unknown subcommand or flag, a flag without its value. */
export function findUnknown(tree: CommandTree, argv: readonly string[]): string[] {
  const problems: string[] = [];
  let command = tree.root;
  let name = tree.tool;
  const inherited: Record<string, Flag> = {};
  const known = () => ({...inherited, ...command.flags, ...command.persistent});
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    if (word === '--') break;
    if (word.startsWith('--')) {
      const [flagName = '', ...value] = word.slice(2).split('=');
      const flag = known()[flagName];
      if (!flag) problems.push(`${name}: unknown flag --${flagName}`);
      else if (flag.switch !== true && value.length === 0) {
        i += 1;
        if (argv[i] === undefined) problems.push(`${name}: --${flagName} needs a value`);
      }
    } else if (word.startsWith('-') && word.length > 1) {
      for (let j = 1; j < word.length; j += 1) {
        const short = word[j];
        const flag = Object.values(known()).find(candidate => candidate.short === short);
        if (!flag) {
          problems.push(`${name}: unknown flag -${short ?? ''}`);
          break;
        }
        if (flag.switch === true) continue;
        if (j === word.length - 1) {
          i += 1;
          if (argv[i] === undefined) problems.push(`${name}: -${short ?? ''} needs a value`);
        }
        break;
      }
    } else if (command.commands) {
      const next = Object.entries(command.commands).find(
        ([key, {aliases}]) => key === word || aliases?.includes(word) === true,
      );
      if (!next) {
        problems.push(`${name}: unknown command ${word}`);
        break;
      }
      Object.assign(inherited, command.persistent);
      command = next[1];
      name += ` ${next[0]}`;
    }
  }
  return problems;
}
