import type { Cast } from './cast.ts';
import { declined, reads, undo } from './effectsOfCorrections.ts';
import {
  agreed,
  homeIs,
  ofProposal,
  ofTenancy,
  proposal,
  proposalIs,
  sign,
  signed,
  tenancy,
  told,
} from './homeSteps.ts';
import { doing, earlier, type Scene, type Step } from './play.ts';

const one = '1';
const builtUpon = 'UT013';
/** What a coordinator alone knows of. */
const unseen = 'UT015';

function ofLeases(cast: Cast): Scene[] {
  const { coordinator, landlord, family } = cast;
  const sliding = sign().replace("'DIRECT'", "'SLIDING'");
  const slides: Step = [
    doing(landlord, 'slideLease'),
    tenancy("leaseholder = 'FAMILY', slides_on = current_date"),
    one,
  ];
  const slid = [...agreed(cast), [doing(landlord, 'signLease'), sliding, one] as const, slides];
  const familyMoves = (journey: string): Step => [
    doing(coordinator, 'advanceFamily'),
    `update public.families set journey = '${journey}' where id = '${family.id}'`,
    one,
  ];
  return [
    {
      title: 'a lease taken back never began, reserves its home again and leaves the names to the consents',
      steps: [
        ...signed(cast),
        undo(landlord),
        proposalIs('LANDLORD_ACCEPTED'),
        homeIs('RESERVED'),
        [
          null,
          `select status || ' ' || version from public.tenancies where proposal_id = '${proposal}'`,
          'CANCELLED 2',
        ],
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first ACT_ENDED, TENANCY IDENTITY second ACT_ENDED'],
        [
          null,
          told(cast, ofProposal),
          'HOUSING CARD ACT_ENDED, HOUSING CARD, HOUSING IDENTITY first ACT_ENDED, HOUSING IDENTITY first',
        ],
        reads(
          "concat_ws(' ', lease_signed_on, lease_starts_on, lease_ends_on, lease_form, lease_rent_cents)",
          '',
        ),
        // Nothing of the cancelled lease is touched by what follows, nor opens again.
        earlier('1 hour'),
        declined(cast),
        undo(landlord),
        [
          null,
          `select status || ' ' || version from public.tenancies where proposal_id = '${proposal}'`,
          'CANCELLED 2',
        ],
        [null, tenancy('ends_on = starts_on'), one],
        [null, told(cast, ofTenancy), 'TENANCY IDENTITY first ACT_ENDED, TENANCY IDENTITY second ACT_ENDED'],
        earlier('1 hour'),
        ...signed(cast).slice(-1),
        [
          null,
          told(cast, ofTenancy),
          'TENANCY IDENTITY first ACT_ENDED, TENANCY IDENTITY first, TENANCY IDENTITY second ACT_ENDED, TENANCY IDENTITY second',
        ],
      ],
    },
    {
      title: 'a lease is not taken back in its notice',
      steps: [
        ...signed(cast),
        [landlord, tenancy("status = 'NOTICE', ends_on = current_date + 60"), one],
        undo(landlord, builtUpon),
      ],
    },
    { title: 'a lease is not taken back once it has slid', steps: [...slid, undo(landlord, builtUpon)] },
    {
      title: 'a slide from before the lease was signed does not hold it',
      steps: [...slid, earlier('1 hour', "machine = 'leaseholder'"), undo(landlord)],
    },
    {
      title: 'a lease signed once more with another holder has not slid',
      steps: [
        ...signed(cast),
        undo(landlord),
        earlier('1 hour'),
        [doing(landlord, 'signLease'), sliding, one],
        [null, `select leaseholder from public.tenancies where proposal_id = '${proposal}'`, 'PROGRAMME'],
        undo(landlord),
      ],
    },
    {
      title: 'a lease is not taken back once the family has moved in on it',
      steps: [...signed(cast), familyMoves('INSTALLED'), undo(landlord, unseen)],
    },
    {
      title: 'a family that had moved in before, or moves on, does not hold a lease',
      steps: [
        familyMoves('INSTALLED'),
        earlier('1 hour'),
        ...signed(cast),
        familyMoves('ACCOMPANIED'),
        undo(landlord),
      ],
    },
  ];
}

export const effectsOfCorrectionsOfLeases = (cast: Cast): Scene[] => [...ofLeases(cast)];
