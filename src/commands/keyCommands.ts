import type { Command } from 'commander';
import { operator } from './administration.ts';
import { partnerWords } from './findPartner.ts';
import { issueKey } from './keyIssue.ts';
import { listKeys } from './keyList.ts';
import { keyWords, revokeKey, rollKey } from './keyRoll.ts';
import { day, name, overlap, repeated } from './words.ts';

export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('keys of partners');
  key
    .command('issue')
    .description('makes a key and prints it, once, alone on standard output; it is kept nowhere')
    .requiredOption('--partner <partner>', partnerWords)
    .requiredOption('--label <label>', 'what it is for, such as "test" or the name of a program', name)
    .option(
      '--scope <scope>',
      'what it may do, such as housing:read; may be repeated; all unless told',
      repeated(String),
    )
    .option('--expires <day>', 'its last day, at most 12 months from now; 12 months unless told', day)
    .action(operator(issueKey));
  key
    .command('list')
    .description('lists keys, without their secrets')
    .option('--partner <partner>', partnerWords)
    .action(operator(listKeys));
  key
    .command('roll')
    .description(
      'makes a key like this one and prints it as `issue` does; the old one ends after the overlap',
    )
    .argument('<key>', keyWords)
    .option('--overlap <time>', 'how long the old one still works: 1h to 7d', overlap, 24)
    .option('--expires <day>', 'last day of the new one, at most 12 months from now', day)
    .action(operator(rollKey));
  key
    .command('revoke')
    .description('refuses a key from now on, for good')
    .argument('<key>', keyWords)
    .action(operator(revokeKey));
}
