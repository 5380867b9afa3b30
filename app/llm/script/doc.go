// Package script is a model that plays a script: an OpenAI-compatible HTTP server whose answers were written by a person.
//
// Chat completion requests come in, the scripted answers go out, streamed or whole. Which step answers is worked out from the
// conversation in the request, so the server may be restarted at any moment, the same request gets the same answer, and any
// number of conversations are played at once. The only thing kept in memory is how often a request with faults was tried; if
// the process dies, those faults are played again.
//
// # Format
//
// A script is YAML (or JSON). A file is one play, or a list of them under plays; a directory is all its .yaml, .yml and .json
// files in the order of their names. The first play whose match holds is the one played:
//
//	plays:
//	- name: invoice export
//	  match:                      # on the messages before the first answer; all must hold; absent: always
//	    contains: [invoice, csv]  # one text or several
//	    matches: 'issue #\d+'     # regular expression (RE2)
//	    offers: submit_plan       # the request offers this tool
//	  steps:
//	  - name: look around
//	    say: I read the worker first.
//	    calls:
//	    - tool: read_file
//	      args: {path: worker.go}
//
// Steps are played in order, one per request. A step has these keys, all optional:
//
//	name: fix the header     # for goto and for messages
//	branches:                # looked at before the step is played: the first that holds is followed
//	- when: {last_tool_result_contains: FAIL}
//	  goto: mend
//	- goto: finish           # without when: always
//	expect:                  # what must hold, else the request fails with HTTP 500 and says what was expected
//	  tool: run
//	  status: failed
//	say: text
//	think: text              # sent as reasoning_content
//	calls:
//	- tool: run
//	  args: {command: go test ./...}   # or, sent as it stands: arguments: '{"command": '
//	  id: call_7             # default: made up, unique in the conversation; "" sends none
//	finish: length           # default: tool_calls or stop
//	usage: {input: 1200, cached: 1000, output: 80}   # default: a quarter of the bytes
//	delay: 200ms             # before the answer and before each fault
//	times: 3                 # play the step so often in a row
//	goto: look around        # what comes next, default the step below
//	faults:                  # come first, each as often as its times says (default 1)
//	- {http: 429, retry_after: 2s, code: rate_limit_exceeded, message: slow down}
//	- {cut: 120, times: 2}   # the connection breaks after so many bytes of the answer
//	- {empty: true}          # an answer without text and calls
//	- {nonsense: "<html>"}   # this instead of an answer
//
// A step that has faults only never gets better: its last fault stays. A step that has branches only must always take one.
//
// Conditions (when, expect), all of which must hold:
//
//	tool: run                          # a result in the latest batch came from this tool; the result conditions look at it
//	status: failed                     # word in the first line of the result
//	last_tool_result_contains: text    # one text or several
//	last_tool_result_matches: 'id (\w+)'
//	last_user_contains: text           # one text or several
//	last_user_matches: 'use (?P<name>\w+)'
//	offers: submit_plan
//
// Groups of the regular expressions that held, in expect or in the branch that led here, may be used as ${1} or ${name} in
// say, args and arguments; a ${…} that names no group stays as it is.
package script
