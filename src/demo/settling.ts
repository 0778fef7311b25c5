import type { FamilyPlan } from './families.ts';
import type { Homes } from './homes.ts';
import type { Ledgers } from './ledgers.ts';
import { placeOfHome } from './places.ts';
import { type ProposalPlan, pathTo, propose } from './proposals.ts';
import { at, type Random } from './random.ts';
import { recordTenancy, signLease, type TenancyPlan, type TenancySpec } from './tenancies.ts';

/** How families came to their homes, with some of each kind of story. */
export class Settling {
  readonly #ledgers: Ledgers;
  readonly #homes: Homes;
  readonly #random: Random;
  readonly #told = { outside: 0, moved: 0, notice: 0, cancelled: 0, former: 0 };

  constructor(ledgers: Ledgers, homes: Homes, random: Random) {
    this.#ledgers = ledgers;
    this.#homes = homes;
    this.#random = random;
  }

  home(family: FamilyPlan): TenancyPlan {
    const installed = family.times.installed ?? -10;
    const settled = family.journey === 'ACCOMPANIED';
    if (family.row.protected || (settled && this.#tell('outside', 6, 0.4))) {
      const place = placeOfHome(this.#ledgers.draft.places, family.region, this.#random);
      return recordTenancy(this.#ledgers, family, place, { status: 'ACTIVE', starts: installed });
    }
    if (settled && installed < -240 && this.#tell('moved', 4, 0.6)) return this.#move(family, installed);
    if (settled && this.#tell('cancelled', 2, 0.3)) this.#giveUp(family, installed);
    if (settled && this.#tell('notice', 3, 0.4)) {
      return this.lease(family, {
        status: 'NOTICE',
        starts: installed,
        ends: this.#random.integer(38, 60),
        endReason: 'OWN_CHOICE',
      });
    }
    return this.lease(family, { status: 'ACTIVE', starts: installed });
  }

  /** The last home of a family that left; the identities of one lately gone are still open. */
  formerHome(family: FamilyPlan): TenancyPlan {
    const reasons = ['OWN_CHOICE', 'SEPARATED', 'OTHER'] as const;
    const endReason = at(reasons, this.#told.former++);
    const starts = family.times.installed ?? -300;
    return this.lease(family, { status: 'ENDED', starts, ends: family.times.ended ?? -30, endReason });
  }

  lease(family: FamilyPlan, spec: TenancySpec): TenancyPlan {
    const signed = Math.min(Math.floor(spec.starts) - this.#random.integer(3, 9), -2) + 0.4;
    return signLease(this.#ledgers, this.#homes, this.#signed(family, signed, spec.status), spec);
  }

  #signed(family: FamilyPlan, signed: number, status: TenancySpec['status']): ProposalPlan {
    const created = Math.floor(signed) - this.#random.integer(35, 60);
    const home = this.#homes.create({
      region: family.region,
      size: family.persons.length,
      need: family.row.accessibilityNeed,
      created,
      published: created + this.#random.integer(1, 4) + 0.3,
    });
    // Autonomous means that the lease is the family's own.
    if (family.journey === 'AUTONOMOUS' && status === 'ACTIVE') home.row.leaseForm = 'DIRECT';
    return propose(this.#ledgers, this.#homes, { family, home, path: pathTo('LEASE_SIGNED'), last: signed });
  }

  #move(family: FamilyPlan, installed: number): TenancyPlan {
    const overlap = this.#told.moved === 1 ? this.#random.integer(8, 25) : -1;
    const ended = Math.floor(-this.#random.integer(50, 170)) + 0.5;
    const endReason = this.#told.moved % 2 === 0 ? 'SOLD' : 'DAMAGE';
    this.lease(family, { status: 'ENDED', starts: installed, ends: ended, endReason });
    return this.lease(family, {
      status: 'ACTIVE',
      starts: Math.floor(ended) - overlap,
      declaredMove: overlap > 0,
    });
  }

  #giveUp(family: FamilyPlan, installed: number): void {
    const starts = installed - 20;
    this.lease(family, { status: 'CANCELLED', starts, ends: starts - 1.5 });
  }

  #tell(story: 'outside' | 'moved' | 'notice' | 'cancelled', most: number, chance: number): boolean {
    if (this.#told[story] >= most || !this.#random.chance(chance)) return false;
    this.#told[story]++;
    return true;
  }
}
