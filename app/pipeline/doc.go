// Package pipeline is the spine: it takes one goal at a time under a lease and
// moves it, one recorded transition after another, from its label to its end.
//
// In come wakes that name a goal, and the goal's mailbox; out go commits to
// the store: events, effects for GitHub and the texts people see. Decisions
// are pure (Next); everything that touches the world sits in the step that
// does it. If the process dies anywhere here, another runner takes the lease,
// folds the log and does the step that Next names: commands that were running
// are answered as interrupted, on a work tree put back to where it was.
package pipeline
