package suite

const (
	MaxShownTexts = 100
)
