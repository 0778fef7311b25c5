import type { Cast } from './cast.ts';
import { effectsOfCare } from './effectsOfCare.ts';
import { effectsOfConsents } from './effectsOfConsents.ts';
import { effectsOfCorrections } from './effectsOfCorrections.ts';
import { effectsOfCorrectionsOfEnds } from './effectsOfCorrectionsOfEnds.ts';
import { effectsOfCorrectionsOfWork } from './effectsOfCorrectionsOfWork.ts';
import { effectsOfEnds } from './effectsOfEnds.ts';
import { effectsOfFamilies } from './effectsOfFamilies.ts';
import { effectsOfHomes } from './effectsOfHomes.ts';
import { effectsOfMembers } from './effectsOfMembers.ts';
import { effectsOfRows } from './effectsOfRows.ts';
import { effectsOfTerms } from './effectsOfTerms.ts';
import { effectsOfWork } from './effectsOfWork.ts';
import type { Scene } from './play.ts';

/** Every scene of what an act does, by what it is about. */
export const effectsByKind: Readonly<Record<string, (cast: Cast) => Scene[]>> = {
  'a home': effectsOfHomes,
  'a position': effectsOfWork,
  care: effectsOfCare,
  'a family': effectsOfFamilies,
  'members of a family': effectsOfMembers,
  'any row': effectsOfRows,
  'a term': effectsOfTerms,
  'a consent': effectsOfConsents,
  'a correction of homes': effectsOfCorrections,
  'a correction of work': effectsOfCorrectionsOfWork,
  'a correction of what has ended': effectsOfCorrectionsOfEnds,
  'what ends': effectsOfEnds,
};

export const effects = (cast: Cast): Scene[] => Object.values(effectsByKind).flatMap((of) => of(cast));
