// Package app is the vocabulary of goalkeeper: goals, plans, turns, verdicts,
// evidence, budgets. It does no I/O; a goal is a fold over its events.
//
// The tour, in the order in which data flows:
//
//	webhooks        a signed delivery arrives; it is stored before it is answered
//	app/store       the port behind which everything durable lives
//	app/intake      deliveries → new goals, mailbox inputs, or one line of refusal
//	app/pipeline    the spine: one transition at a time under a lease
//	app/policy      what the repository asks of every goal
//	goalspec        the issue as a contract
//	app/agent       one model request and the tools it called
//	app/workspace   the agent's clone on one side, the trusted repository on the other
//	app/egress      the one way to the network, for set-up alone
//	app/sandbox     where commands run that nobody trusts
//	app/breakpoint  when the goal stops for people
//	app/gate        rules over the change
//	app/verify      checks in clean clones, and what they prove
//	app/verify/footing
//	                which files of the tree a check stands on
//	app/steering    what people write
//	app/publish     what people read
//	app/deliver     effects → GitHub, each exactly once
//	app/github      App authentication, scoped tokens, limits, REST
//
// Imports point one way: ports import app, adapters import their port, stages
// import app, ports and services but never each other, the pipeline drives the
// stages, and cmd wires everything.
package app
