// Package tests holds the gates over what proves a change: tests, what they
// assert, which of them run, and what runners load beside them.
//
// In comes a change, out go findings. Each rule compares the candidate with the
// base and speaks only of what the change added, took away or made weaker. Nothing
// is written, so a process that dies here judges again.
package tests
