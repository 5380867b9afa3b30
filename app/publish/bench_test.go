package publish

import "testing"

func BenchmarkGoalComment(b *testing.B) {
	s := newStory(b).working()
	v := s.view(s.proofOf()...)
	for b.Loop() {
		_ = GoalComment(v)
	}
}
