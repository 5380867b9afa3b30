package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
)

// EventKind names an entry of a goal's log.
type EventKind string

// The kinds; payload types are in payload.go.
const (
	EventGoalOpened           EventKind = "goal_opened"
	EventContractLinted       EventKind = "contract_linted"
	EventContractFrozen       EventKind = "contract_frozen"
	EventAdmitted             EventKind = "admitted"
	EventPlanSubmitted        EventKind = "plan_submitted"
	EventApprovalGiven        EventKind = "approval_given"
	EventPhaseStarted         EventKind = "phase_started"
	EventRequestSent          EventKind = "request_sent"
	EventResponseReceived     EventKind = "response_received"
	EventToolStarted          EventKind = "tool_started"
	EventToolFinished         EventKind = "tool_finished"
	EventInstructionAccepted  EventKind = "instruction_accepted"
	EventInstructionDelivered EventKind = "instruction_delivered"
	EventInstructionRefused   EventKind = "instruction_refused"
	EventBreakpointOpened     EventKind = "breakpoint_opened"
	EventReminded             EventKind = "reminded"
	EventBreakpointAnswered   EventKind = "breakpoint_answered"
	EventPaused               EventKind = "paused"
	EventResumed              EventKind = "resumed"
	EventLimitExtended        EventKind = "limit_extended"
	EventTreeExported         EventKind = "tree_exported"
	EventCheckpointMade       EventKind = "checkpoint_made"
	EventGateJudged           EventKind = "gate_judged"
	EventVerificationStarted  EventKind = "verification_started"
	EventEvidenceRecorded     EventKind = "evidence_recorded"
	EventCompacted            EventKind = "compacted"
	EventPublishing           EventKind = "publishing"
	EventPROpened             EventKind = "pr_opened"
	EventHeadMoved            EventKind = "head_moved"
	EventFollowUpFiled        EventKind = "follow_up_filed"
	EventEnded                EventKind = "ended"
)

// Actor says who caused an event: "github:<login>", "agent" or "harness".
type Actor string

// The actors that are not people.
const (
	ActorHarness Actor = "harness"
	ActorAgent   Actor = "agent"
)

// ActorOf names a person on GitHub.
func ActorOf(u User) Actor { return Actor("github:" + u.Login) }

// Event is one entry of a goal's log: numbered from 1, chained by hash.
type Event struct {
	Goal  GoalID          `json:"goal"`
	Seq   int64           `json:"seq"`
	At    time.Time       `json:"at"`
	Kind  EventKind       `json:"kind"`
	V     int             `json:"v"`
	Actor Actor           `json:"actor"`
	Epoch int64           `json:"epoch"`
	Prev  string          `json:"prev"`
	Hash  string          `json:"hash"`
	Data  json.RawMessage `json:"data"`
}

// Payload is what an event of one kind carries.
type Payload interface{ EventKind() EventKind }

// Entry is an event before it has its place in the log.
type Entry struct {
	Actor   Actor
	Payload Payload
}

// Say is an entry of the harness's own.
func Say(p Payload) Entry { return Entry{Actor: ActorHarness, Payload: p} }

// By is an entry somebody else caused.
func By(a Actor, p Payload) Entry { return Entry{Actor: a, Payload: p} }

// Seal gives entry its place after the event that ended with seq and prev
// (0 and "" for the first). It keeps the payload's exact bytes.
func Seal(goal GoalID, seq int64, prev string, epoch int64, at time.Time, entry Entry) (Event, error) {
	data, err := json.Marshal(entry.Payload)
	if err != nil {
		return Event{}, fmt.Errorf("encode %s: %w", entry.Payload.EventKind(), err)
	}
	e := Event{
		Goal: goal, Seq: seq + 1, At: at.UTC().Truncate(time.Microsecond), Kind: entry.Payload.EventKind(), V: 1,
		Actor: entry.Actor, Epoch: epoch, Prev: prev, Data: data,
	}
	e.Hash = e.digest()
	return e, nil
}

// Follows checks that e comes right after the event that ended with seq and
// prev, and that nothing in it was changed since it was sealed.
func (e Event) Follows(seq int64, prev string) error {
	switch {
	case e.Seq != seq+1:
		return fmt.Errorf("event %d of goal %s: want number %d", e.Seq, e.Goal, seq+1)
	case e.Prev != prev:
		return fmt.Errorf("event %d of goal %s: does not follow its predecessor", e.Seq, e.Goal)
	case e.Hash != e.digest():
		return fmt.Errorf("event %d of goal %s: content differs from its hash", e.Seq, e.Goal)
	}
	return nil
}

func (e Event) digest() string {
	h := sha256.New()
	for _, part := range []string{
		e.Prev, string(e.Goal), strconv.FormatInt(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano),
		string(e.Kind), strconv.Itoa(e.V), string(e.Actor), strconv.FormatInt(e.Epoch, 10), string(e.Data),
	} {
		io.WriteString(h, strconv.Itoa(len(part)))
		io.WriteString(h, ":")
		io.WriteString(h, part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Decode reads the payload of e as T.
func Decode[T Payload](e Event) (T, error) {
	var p T
	if want := p.EventKind(); e.Kind != want {
		return p, fmt.Errorf("event %d of goal %s: is %s, want %s", e.Seq, e.Goal, e.Kind, want)
	}
	if err := json.Unmarshal(e.Data, &p); err != nil {
		return p, fmt.Errorf("event %d of goal %s (%s): decode: %w", e.Seq, e.Goal, e.Kind, err)
	}
	return p, nil
}
