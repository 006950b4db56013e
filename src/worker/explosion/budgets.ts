/**
 * How far an explanation goes beyond the exploring of the scenario itself. All of it is counted in states, so that what
 * is answered does not depend on the machine.
 */

/** The most states of a scenario that is explored once more with something else than it says. */
export const RERUN_STATES_MAX = 300_000;

/** A number of nodes that is expected to have so many times `RERUN_STATES_MAX` states is not tried. */
export const HOPELESS = 3;

/** The most numbers of nodes that are tried for one role. */
export const GROWTH_POINTS_MAX = 12;

/** For how many more nodes than were counted the states are extrapolated. */
export const EXTRAPOLATED_POINTS = 5;
