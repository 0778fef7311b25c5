import type { Cast } from './cast.ts';
import { effectsOfCare } from './effectsOfCare.ts';
import { effectsOfFamilies } from './effectsOfFamilies.ts';
import { effectsOfHomes } from './effectsOfHomes.ts';
import { effectsOfWork } from './effectsOfWork.ts';
import type { Scene } from './play.ts';

/** Every scene of what an act does, by what it is about. */
export const effectsByKind: Readonly<Record<string, (cast: Cast) => Scene[]>> = {
  'a home': effectsOfHomes,
  'a position': effectsOfWork,
  care: effectsOfCare,
  'a family': effectsOfFamilies,
};

export const effects = (cast: Cast): Scene[] => Object.values(effectsByKind).flatMap((of) => of(cast));
