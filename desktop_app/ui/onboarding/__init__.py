"""The wizard on the screen: `window` around five pages over provider.onboarding."""
