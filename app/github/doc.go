// Package github speaks to one GitHub host as an App: it proves who we are,
// holds tokens no wider than their purpose, keeps to rate limits, and makes
// the REST calls goalkeeper needs.
//
// In come values of package app with the installation that may act, out go
// values of package app and coded errors. Nothing here sleeps or retries: a
// limit is an error that says until when. If the process dies during a write,
// the write may have happened; the Find calls tell.
package github
