// Package verify runs checks in clean clones and judges what they show.
//
// In come a check and a bench (a fresh checkout no agent has touched); out
// comes Evidence with the whole output kept as a blob. Judge is a pure function
// of the goal: only it makes a criterion proven. A process that dies inside a
// check leaves no evidence; the check runs again in another checkout.
package verify
