import { partnerLimits } from '../../src/http/limits.ts';

// Loaded before the server (`--import`): the load comes from a few hundred partners at once, each asking thousands of times what a
// partner may ask. Only the numbers change: every operation is priced, and pays from its partner's bucket as always.
partnerLimits.maximumPoints = 1_000_000_000;
partnerLimits.pointsPerSecond = 1_000_000;
partnerLimits.concurrentOperations = 1_000;
