import { findRuns } from '../../src/experiment/runs/load';
import { profileNames } from '../../src/paper/profiles';

/** A profile of which nothing is trained here; undefined where somebody has trained them all. */
export const emptyProfile = () => profileNames.find((profile) => findRuns(profile).length === 0);
