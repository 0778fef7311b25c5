import type { Cast } from './cast.ts';
import { effectsOfCare } from './effectsOfCare.ts';
import { effectsOfCareContacts } from './effectsOfCareContacts.ts';
import { effectsOfCareTerms } from './effectsOfCareTerms.ts';
import { effectsOfConsents } from './effectsOfConsents.ts';
import { effectsOfCorrections } from './effectsOfCorrections.ts';
import { effectsOfCorrectionsOfApplications } from './effectsOfCorrectionsOfApplications.ts';
import { effectsOfCorrectionsOfContracts } from './effectsOfCorrectionsOfContracts.ts';
import { effectsOfCorrectionsOfEnds } from './effectsOfCorrectionsOfEnds.ts';
import { effectsOfCorrectionsOfFamilies } from './effectsOfCorrectionsOfFamilies.ts';
import { effectsOfCorrectionsOfLeases } from './effectsOfCorrectionsOfLeases.ts';
import { effectsOfCorrectionsOfWork } from './effectsOfCorrectionsOfWork.ts';
import { effectsOfEnds } from './effectsOfEnds.ts';
import { effectsOfFamilies } from './effectsOfFamilies.ts';
import { effectsOfHomes } from './effectsOfHomes.ts';
import { effectsOfMembers } from './effectsOfMembers.ts';
import { effectsOfOffers } from './effectsOfOffers.ts';
import { effectsOfRevocations } from './effectsOfRevocations.ts';
import { effectsOfRows } from './effectsOfRows.ts';
import { effectsOfTerms } from './effectsOfTerms.ts';
import { effectsOfTransfers } from './effectsOfTransfers.ts';
import { effectsOfWork } from './effectsOfWork.ts';
import type { Scene } from './play.ts';

/** Every scene of what an act does, by what it is about. */
export const effectsByKind: Readonly<Record<string, (cast: Cast) => Scene[]>> = {
  'a home': effectsOfHomes,
  'a position': effectsOfWork,
  care: effectsOfCare,
  'a family': effectsOfFamilies,
  'members of a family': effectsOfMembers,
  'a family that passes on': effectsOfTransfers,
  'any row': effectsOfRows,
  'a term': effectsOfTerms,
  'an offer': effectsOfOffers,
  'care in time': effectsOfCareTerms,
  'a consent': effectsOfConsents,
  'whom care calls': effectsOfCareContacts,
  'a correction of homes': effectsOfCorrections,
  'a correction of leases': effectsOfCorrectionsOfLeases,
  'a correction of work': effectsOfCorrectionsOfWork,
  'a correction of applications': effectsOfCorrectionsOfApplications,
  'a correction of what has ended': effectsOfCorrectionsOfEnds,
  'a correction of contracts': effectsOfCorrectionsOfContracts,
  'a correction of families': effectsOfCorrectionsOfFamilies,
  'what ends': effectsOfEnds,
  'a consent revoked': effectsOfRevocations,
};

export const effects = (cast: Cast): Scene[] => Object.values(effectsByKind).flatMap((of) => of(cast));
