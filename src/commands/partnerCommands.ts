import { type Command, Option } from 'commander';
import { audiences } from '../access/audiences.ts';
import { partnerKinds } from '../partners/partners.rules.ts';
import { operator } from './administration.ts';
import { contact, contactShape } from './contacts.ts';
import { partnerWords } from './findPartner.ts';
import { addPartner } from './partnerAdd.ts';
import { listPartners } from './partnerList.ts';
import { makeCareGateway, suspendPartner } from './partnerStanding.ts';
import { finess, name, region, repeated, siret } from './words.ts';

export function addPartnerCommands(program: Command): void {
  const partner = program.command('partner').description('organisations of the programme');
  partner
    .command('add')
    .description('adds a partner; it needs an agreement and a key before it can ask anything')
    .requiredOption('--name <name>', 'its name', name)
    .addOption(new Option('--kind <kind>', 'what it is').choices(partnerKinds).makeOptionMandatory())
    .option('--siret <siret>', 'its SIRET; left out for a private person alone', siret)
    .option('--finess <finess>', 'its FINESS number, for health', finess)
    .option('--region <code>', 'a region that it works in; may be repeated', repeated(region))
    .option('--contact <contact>', `"${contactShape}"; may be repeated`, repeated(contact))
    .action(operator(addPartner));
  partner
    .command('list')
    .description('lists partners')
    .addOption(new Option('--audience <audience>', 'of one audience').choices(audiences))
    .action(operator(listPartners));
  partner
    .command('suspend')
    .description('refuses every key of a partner, until it is lifted')
    .argument('<partner>', partnerWords)
    .option('--lift', 'ends the suspension')
    .action(operator(suspendPartner));
  partner
    .command('care-gateway')
    .description('sends the new referrals of a region to this health partner, and to no other')
    .argument('<partner>', partnerWords)
    .requiredOption('--region <code>', 'the region', region)
    .action(operator(makeCareGateway));
}
