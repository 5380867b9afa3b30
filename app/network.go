package app

import "strings"

// inVain is how programs say that they looked for the network in vain.
var inVain = []string{
	"could not resolve host", "could not resolve proxy", "temporary failure in name resolution", "network is unreachable",
	"name or service not known", "getaddrinfo enotfound", "getaddrinfo eai_again", "failed to establish a new connection",
	"unable to connect to", "no route to host", "could not connect to server", "failed to connect to",
}

// Unreached is where an output says that it looked for the network in vain,
// empty when it does not. Outputs are long: they are searched for plain texts.
func Unreached(output string) string {
	const most = 200
	low := strings.ToLower(output)
	for _, text := range inVain {
		if strings.Contains(low, text) {
			return text
		}
	}
	for _, rest := range strings.Split(low, "dial tcp")[1:] {
		line, _, _ := strings.Cut(rest, "\n")
		for _, why := range []string{"no such host", "unreachable", "refused", "denied"} {
			if at := strings.Index(line, why); at >= 0 {
				found := "dial tcp" + line[:at+len(why)]
				return strings.ToValidUTF8(found[:min(len(found), most)], "")
			}
		}
	}
	return ""
}
