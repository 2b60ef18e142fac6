import '#platform/temporal.ts';
import { parseArgs } from 'node:util';
import { StartRefusal } from '#domain/startRefusal.ts';
import { loadDotEnv, readEnv } from '#platform/env.ts';
import type { Command } from './command.ts';
import { snapshot } from './snapshot.ts';

/** The operator's commands, one file each: `npm run allclear -- COMMAND`. */
const commands: readonly Command[] = [snapshot];

const overview = `Usage: npm run allclear -- COMMAND

${commands.map(({ usage, summary }) => `  ${usage.padEnd(24)}${summary}`).join('\n')}

COMMAND --help says more.`;

try {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === 'help') console.log(overview);
  else await run(find(name), rest);
  process.exit(0);
} catch (error) {
  if (!(error instanceof Error) || error.name !== 'StartRefusal') throw error;
  console.error(error.message);
  process.exit(1);
}

function find(name: string): Command {
  const command = commands.find(({ usage }) => usage.split(' ')[0] === name);
  if (command === undefined) throw new StartRefusal(`"${name}" is no command.\n\n${overview}`);
  return command;
}

async function run({ usage, summary, details, run: act }: Command, args: string[]): Promise<void> {
  const help = `Usage: npm run allclear -- ${usage}\n\n${summary}\n\n${details}`;
  const { values, positionals } = read(args, usage);
  if (values.help) return console.log(help);
  if (positionals.length !== usage.split(' ').length - 1) throw new StartRefusal(help);
  loadDotEnv();
  await act(positionals, readEnv(process.env));
}

function read(args: string[], usage: string) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new StartRefusal(`${(error as Error).message}. Usage: npm run allclear -- ${usage}`);
  }
}
