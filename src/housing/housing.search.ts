import { accessibilities, levelsFrom } from '../families/families.rules.ts';
import { type FilterField, notFound, openId } from '../lists/filters.ts';

/** Homes on offer that a family could live in: its size within the occupants, its need of accessibility met. */
export const housingFits: FilterField = {
  type: 'ID',
  about:
    'Published homes that fit this family: its size is within the occupants and its need of accessibility is met.',
  column: null,
  where: async (sealed: never, context) => {
    const family = await context.db.query.families.findFirst({
      columns: { size: true, accessibilityNeed: true },
      where: { id: openId(context, 'Family', sealed) },
    });
    if (!family) throw notFound();
    return {
      status: 'PUBLISHED',
      minOccupants: { lte: family.size },
      maxOccupants: { gte: family.size },
      accessibility: { in: levelsFrom(accessibilities, family.accessibilityNeed) },
    };
  },
};
