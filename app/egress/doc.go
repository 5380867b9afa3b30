// Package egress is the one way out of a sandbox: a proxy behind a Unix socket
// that reaches the hosts a policy names, and nothing else.
//
// In come CONNECT requests and plain http ones, from programs nobody trusts.
// Out go connections to allowed names on allowed ports, at addresses that were
// looked up here, once, and are public; an operator may name hosts that lie at
// private ones. What was asked for is counted, the refused too. If the process
// dies, its connections end; the socket's directory stays behind.
package egress
