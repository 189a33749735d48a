"""Writes analysis.npz: image metrics of scikit-image, principal components of NumPy, angles of SciPy
(scikit-image 0.26.0, NumPy 2.4.6, SciPy 1.17.1).

Pairs of images are named by what happened to the second; structural similarity is that of Wang et al. 2004: Gaussian
weights of 1.5 pixels, covariance without correction.
"""

from pathlib import Path

import numpy
from scipy.linalg import subspace_angles
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

rng = numpy.random.default_rng(1)
found = {}

rows, columns = numpy.mgrid[0:23, 0:31]
disc = ((rows - 11) ** 2 + (columns - 14) ** 2 < 60).astype(float)
smooth = 0.5 + 0.5 * numpy.sin(rows / 4) * numpy.cos(columns / 5)
pairs = {
    "noise": (disc, disc + rng.normal(0, 0.1, disc.shape), 1),
    "moved": (disc, numpy.roll(disc, 2, axis=1), 1),
    "negative": (smooth, 1 - smooth, 1),
    "flat": (smooth, numpy.full_like(smooth, 0.5), 1),
    "bytes": (255 * smooth, numpy.round(255 * smooth + rng.normal(0, 9, disc.shape)), 255),
    "smallest": (smooth[:11, :11], disc[:11, :11], 1),
}
for name, (image, other, span) in pairs.items():
    found[f"{name}/image"], found[f"{name}/other"], found[f"{name}/range"] = image, other, numpy.float64(span)
    found[f"{name}/psnr"] = numpy.float64(peak_signal_noise_ratio(image, other, data_range=span))
    found[f"{name}/ssim"] = numpy.float64(
        structural_similarity(
            image, other, data_range=span, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
        )
    )

# Forty-eight rows of twenty columns, of which one never varies; their variances fall from some 9 to some 0.01.
x = rng.normal(size=(48, 19)) * 3 * 0.7 ** numpy.arange(19) @ numpy.linalg.qr(rng.normal(size=(19, 19)))[0] + rng.normal(size=19)
x = numpy.insert(x, 7, 0.25, axis=1)
mean = x.mean(axis=0)
variances, vectors = numpy.linalg.eigh((x - mean).T @ (x - mean) / len(x))
basis = vectors[:, ::-1].T[:5]
basis *= numpy.sign(basis[numpy.arange(5), abs(basis).argmax(axis=1)])[:, None]
codes = (x - mean) @ basis.T
found |= {"pca/x": x, "pca/mean": mean, "pca/variances": variances[::-1].copy(), "pca/basis": basis}
found |= {"pca/codes": codes, "pca/reconstructed": codes @ basis + mean}

P, Q = rng.normal(size=(3, 12)), rng.normal(size=(5, 12))
near = P + 1e-5 * rng.normal(size=P.shape)
found |= {"angles/P": P, "angles/Q": Q, "angles/near": near}
found |= {"angles/PQ": subspace_angles(P.T, Q.T)[::-1].copy(), "angles/Pnear": subspace_angles(P.T, near.T)[::-1].copy()}
numpy.savez_compressed(Path(__file__).with_suffix(".npz"), **found)
