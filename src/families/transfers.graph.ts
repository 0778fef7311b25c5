import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { publicId } from '../lists/rowFields.ts';
import { Accessibility } from './accessibility.enum.ts';
import { Composition } from './composition.type.ts';
import { FamilyOrigin } from './families.enums.ts';
import { transferDays, transferStatuses } from './transfers.rules.ts';

const TransferStatus = builder.enumType('TransferStatus', {
  values: transferStatuses,
  description: 'Where a request to take a family over stands.',
});

const TransferRequest = builder.drizzleObject('familyTransfers', {
  name: 'TransferRequest',
  description:
    'A region asks another one to take a family over. Until it accepts, that region reads what is here and nothing else of the family.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('TransferRequest')),
    status: t.expose('status', { type: TransferStatus, description: 'Where it stands.' }),
    from: t.relation('from', { description: 'The region that follows the family until the other accepts.' }),
    to: t.relation('to', { description: 'The region that is asked.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: `${transferDays} days after the request: until when it can be accepted.`,
    }),
    reference: t.exposeString('reference', { description: 'The programme’s reference of the family.' }),
    origin: t.expose('origin', { type: FamilyOrigin, description: 'Where it comes to the programme from.' }),
    size: t.exposeInt('size', { description: 'Persons in the family, on the day of the request.' }),
    composition: t.field({
      type: Composition,
      select: { columns: { adults: true, children0to5: true, children6to17: true } },
      description: 'Adults and children by age, on the day of the request.',
      resolve: (row) => row,
    }),
    accessibilityNeed: t.expose('accessibilityNeed', {
      type: Accessibility,
      description: 'What its home must offer.',
    }),
    languages: t.exposeStringList('languages', { description: 'ISO 639-3, the best spoken first.' }),
    interpreterNeeded: t.exposeBoolean('interpreterNeeded', {
      description: 'Whether an interpreter is needed.',
    }),
    family: t.relation('family', {
      nullable: true,
      description: 'The family itself, for who follows it; null for the region that has not accepted it.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const TransferPayload = payload('TransferPayload', {
  field: 'transferRequest',
  type: TransferRequest,
  table: 'familyTransfers',
});

list('transferRequests', {
  table: 'familyTransfers',
  name: 'TransferRequest',
  connection: connectionType('TransferRequest', TransferRequest, true),
  about: 'Requests from your regions, and those to your regions that can be answered or were.',
  filter: {
    status: filter.anyOf(TransferStatus, 'status', 'In one of these states.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { CREATED_AT_DESC: newest(), UPDATED_AT_ASC: oldest('updatedAt') },
});
