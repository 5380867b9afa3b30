package app

import (
	"regexp"
	"strings"
)

var unreached = regexp.MustCompile(`(?i)could not resolve (host|proxy)|temporary failure in name resolution|network is unreachable|name or service not known|getaddrinfo (ENOTFOUND|EAI_AGAIN)|dial tcp[^\n]*(no such host|unreachable|refused|denied)|failed to establish a new connection|unable to connect to|no route to host|could not connect to server|Failed to connect to`)

// Unreached is where an output says that it looked for the network in vain,
// empty when it does not.
func Unreached(output string) string {
	const most = 200
	found := strings.ToLower(unreached.FindString(output))
	return strings.ToValidUTF8(found[:min(len(found), most)], "")
}
