"""From a built site to the public: sealed with its manifest, guarded against losses, put where it is served."""
