import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {
  SOURCES,
  buildSchemas,
  sha256,
  type Origin,
  type SchemaSource,
  type SourceFiles,
} from './lib/schemas';

/** What `go mod download -json` says of a module. */
interface Downloaded {
  Dir?: string;
  Sum?: string;
  Error?: string;
}

/** Go keeps what it fetched, checked against its checksum database. */
function download({module, version}: SchemaSource): Required<Pick<Downloaded, 'Dir' | 'Sum'>> {
  // Outside of any module: a go.mod around us would take part.
  const options = {cwd: tmpdir(), encoding: 'utf8', maxBuffer: 1 << 26} as const;
  const json = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], options);
  const {Dir, Sum, Error: problem} = JSON.parse(json) as Downloaded;
  if (Dir === undefined || Sum === undefined) {
    throw new Error(`${module}@${version} could not be fetched: ${problem ?? 'no folder named'}`);
  }
  return {Dir, Sum};
}

function filesOf({from}: SchemaSource, moduleFolder: string): SourceFiles {
  const path = join(moduleFolder, from);
  const names = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter(name => name.endsWith('.yaml'))
        .sort()
        .map(name => `${from}/${name}`)
    : [from];
  return Object.fromEntries(
    names.map(name => [name, readFileSync(join(moduleFolder, name), 'utf8')]),
  );
}

/** `npm run schemas`: writes `schemas/` anew. Needs Go and the network; nothing else in the project does. */
function main(): void {
  const fetched = SOURCES.map(source => {
    const {Dir, Sum} = download(source);
    return {source, sum: Sum, files: filesOf(source, Dir)};
  });
  const schemas = buildSchemas(
    SOURCES,
    wanted => fetched.find(({source}) => source === wanted)?.files ?? {},
  );
  const folder = join(__dirname, '../schemas');
  rmSync(folder, {recursive: true, force: true});
  for (const [path, text] of schemas) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  const origin: Origin = {
    sources: fetched.map(({source, sum, files}) => ({
      module: source.module,
      version: source.version,
      sum,
      files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)])),
    })),
    schemas: Object.fromEntries([...schemas].map(([path, text]) => [path, sha256(text)])),
  };
  writeFileSync(join(folder, 'origin.json'), `${JSON.stringify(origin, null, 2)}\n`);
  console.log(`schemas/: ${schemas.size} kinds written`);
}

try {
  main();
} catch (error) {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  console.error(missing ? 'This needs Go (https://go.dev/dl) to fetch modules.' : error);
  process.exitCode = 1;
}
