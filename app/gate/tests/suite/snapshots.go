package suite

func Without(all, others []string) []string {
	count := map[string]int{}
	for _, o := range others {
		count[o]++
	}
	var out []string
	for _, a := range all {
		if count[a]--; count[a] < 0 {
			out = append(out, a)
		}
	}
	return out
}
