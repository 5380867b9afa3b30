// Package surface holds the gates over what a change does to the product: its
// exported surface and layout, and the ways in which code can look done without
// being so.
//
// In comes a change, out go findings; each compares the candidate with the base
// and speaks only of what the change brought. Nothing is written, so a process that
// dies here judges again.
package surface
