import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, oldest } from '../lists/list.ts';
import { lookUp } from '../lists/lookUp.ts';
import { publicId } from '../lists/rowFields.ts';
import { ArrivalStatus } from './families.enums.ts';

export const ArrivalGroup = builder.drizzleObject('arrivalGroups', {
  name: 'ArrivalGroup',
  description:
    'Families that land together; read by the coordinators of its families, and by who created it.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('ArrivalGroup')),
    flightNumber: t.exposeString('flightNumber', { description: 'Such as "ME209".' }),
    airport: t.exposeString('airport', { description: 'IATA code.' }),
    plannedAt: t.expose('plannedAt', { type: 'DateTime', description: 'Planned landing.' }),
    actualAt: t.expose('actualAt', { type: 'DateTime', nullable: true, description: 'Landing.' }),
    status: t.expose('status', { type: ArrivalStatus, description: 'Where it stands.' }),
    wheelchairs: t.exposeInt('wheelchairs', { description: 'Wheelchairs needed at the airport.' }),
    childSeats: t.exposeInt('childSeats', { description: 'Child seats booked for the road.' }),
    interpreterLanguages: t.exposeStringList('interpreterLanguages', {
      description: 'Languages of the interpreters who come to the airport, ISO 639-3.',
    }),
    transportArranged: t.exposeBoolean('transportArranged', {
      description: 'Whether somebody takes all of them from the airport to their homes.',
    }),
    families: t.relation('families', {
      description: 'Its families that you follow: another region’s are not among them.',
      query: { orderBy: { createdAt: 'asc', id: 'asc' }, limit: 100 },
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const ArrivalGroupPayload = payload('ArrivalGroupPayload', {
  field: 'arrivalGroup',
  type: ArrivalGroup,
  table: 'arrivalGroups',
});

list('arrivalGroups', {
  table: 'arrivalGroups',
  name: 'ArrivalGroup',
  connection: connectionType('ArrivalGroup', ArrivalGroup, true),
  about: 'Arrivals of families of your regions, and those that you created.',
  filter: {
    status: filter.anyOf(ArrivalStatus, 'status', 'In one of these states.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { PLANNED_AT_ASC: oldest('plannedAt'), UPDATED_AT_ASC: oldest('updatedAt') },
});

lookUp('arrivalGroup', {
  table: 'arrivalGroups',
  type: ArrivalGroup,
  sealed: 'ArrivalGroup',
  about: 'One arrival.',
});
