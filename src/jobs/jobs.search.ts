import { frenchLevels, levelsUpTo } from '../families/families.rules.ts';
import { type FilterField, notFound, openId } from '../lists/filters.ts';

const none = { id: { in: [] } };

/** Open positions that a person could take: occupation, French, licence and first day. */
export const jobFits: FilterField = {
  type: 'ID',
  about:
    'Open positions that fit this person: in one of its occupations, asking no more French than it has, no licence that it has not, starting when it is available. A person without work profile fits none.',
  column: null,
  where: async (sealed: never, context) => {
    const person = await context.db.query.persons.findFirst({
      columns: {
        occupations: true,
        frenchLevel: true,
        drivingLicence: true,
        availableFrom: true,
        departedOn: true,
      },
      where: { id: openId(context, 'Person', sealed) },
    });
    if (!person) throw notFound();
    const { occupations, frenchLevel, availableFrom } = person;
    if (person.departedOn || !frenchLevel || !occupations || occupations.length === 0) return none;
    return {
      status: 'OPEN',
      rome: { in: occupations },
      minFrench: { in: levelsUpTo(frenchLevels, frenchLevel) },
      ...(!person.drivingLicence && { licenceRequired: false }),
      ...(availableFrom && { startsOn: { gte: availableFrom } }),
    };
  },
};
