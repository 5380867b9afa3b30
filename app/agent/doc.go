// Package agent is the loop between the model and its tools: one Turn is one
// model request and the calls it asked for.
//
// In come the goal, its conversation so far and the tools; out go entries for
// the goal's log, recorded before and after everything that matters. The
// conversation is a fold over that log and append-only between compactions, so
// a process that dies inside a turn continues the same conversation without
// asking the model again: calls without a result are answered as interrupted.
package agent
